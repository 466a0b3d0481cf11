/** The templates of a mail, in Liquid. They name the values of {@link TemplateValues}. */
export interface MailTemplate {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** The mail of this package: a table for old mail programs, styles in place for those that drop others. */
export const defaultTemplate: MailTemplate = {
  subject: '{{ heading }} – {{ seller }}',
  text: `{{ greeting }}

{{ intro }}

{% for fact in facts %}{{ fact.label }}{{ colon }}{{ fact.value }}
{% endfor %}{% if attached != '' %}
{{ attached }}
{% endif %}
{{ regards }}
{{ seller }}
{% if unsubscribe_url != '' %}
{{ unsubscribe }}{{ colon }}{{ unsubscribe_url }}
{% endif %}`,
  html: `<!doctype html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{{ heading }}</title>
</head>
<body style="margin:0;padding:0;background:#f3f5f7">
<div style="display:none;max-height:0;overflow:hidden">{{ heading }}{% if total != '' %} · {{ total }}{% endif %}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f5f7">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" style="width:100%;max-width:600px;background:#ffffff;border:1px solid #e1e5ea">
<tr><td style="padding:28px 32px 8px;${font};font-size:18px;font-weight:600;color:#1f4e79">{{ seller }}</td></tr>
<tr><td style="padding:8px 32px;${font};font-size:15px;line-height:1.5;color:#1d232a">
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">{{ heading }}</h1>
<p style="margin:0 0 12px">{{ greeting }}</p>
<p style="margin:0 0 16px">{{ intro }}</p>
</td></tr>
<tr><td style="padding:0 32px">
<table width="100%" cellpadding="0" cellspacing="0" style="border-top:2px solid #1f4e79">
{% for fact in facts %}<tr>
<th scope="row" align="left" style="padding:8px 0;${font};font-size:14px;font-weight:400;color:#5c6672;border-bottom:1px solid #e1e5ea">{{ fact.label }}</th>
<td align="right" style="padding:8px 0;${font};font-size:14px;color:#1d232a;border-bottom:1px solid #e1e5ea">{{ fact.value }}</td>
</tr>
{% endfor %}</table>
</td></tr>
<tr><td style="padding:16px 32px 28px;${font};font-size:15px;line-height:1.5;color:#1d232a">
{% if attached != '' %}<p style="margin:0 0 12px">{{ attached }}</p>
{% endif %}<p style="margin:0">{{ regards }}<br>{{ seller }}</p>
</td></tr>
</table>
{% if unsubscribe_url != '' %}<p style="margin:12px 0 0;${font};font-size:12px"><a href="{{ unsubscribe_url }}" style="color:#5c6672">{{ unsubscribe }}</a></p>
{% endif %}</td></tr>
</table>
</body>
</html>
`,
};
