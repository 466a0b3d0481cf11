import DefaultTheme from 'vitepress/theme';
// oxlint-disable-next-line import/no-unassigned-import -- styles are only ever loaded
import './style.css';

export default DefaultTheme;
