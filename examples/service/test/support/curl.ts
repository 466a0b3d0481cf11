/** A call as a line for the shell says it. */
export interface CurlCall {
  readonly url: string;
  readonly request: { readonly method: string; readonly headers: [string, string][]; readonly body?: string };
}

/** Reads a line with `curl`, as far as a README needs it: quoted words, `-X`, `-H`, `-d`, `-N`. */
export function readCurl(line: string): CurlCall {
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  if (words.shift() !== 'curl') throw new Error(`is no call of curl: ${line}`);
  const headers: [string, string][] = [];
  let [url, method, body]: (string | undefined)[] = [];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-N') continue;
    else if (word === '-X') method = words.shift();
    else if (word === '-d') body = words.shift();
    else if (word === '-H') headers.push(headerOf(words.shift()));
    else if (url === undefined && word.startsWith('http')) url = word;
    else throw new Error(`${word} is not known here`);
  }
  if (url === undefined) throw new Error(`has no address: ${line}`);
  const request = { method: method ?? (body === undefined ? 'GET' : 'POST'), headers };
  return { url, request: body === undefined ? request : { ...request, body } };
}

function headerOf(text = ''): [string, string] {
  const [, name = '', value = ''] = /^([^:]+): (.*)$/.exec(text) ?? [];
  if (name === '') throw new Error(`${text} is no header`);
  return [name, value];
}
