import { json } from '@occwo/core/sandbox';
import type { RouteHandlers } from './route-handlers.js';
import { content } from './replies.js';
import { sandboxSubjects } from './subjects.js';

const colours = [['белый', 'белый'], ['молочный', 'белый'], ['чёрный', 'чёрный'], ['графит', 'серый'], ['серый меланж', 'серый'], ['тёмно-синий', 'синий'], ['бордовый', 'красный'], ['хаки', 'зелёный']];
const countries = [['Россия', 'Российская Федерация'], ['Беларусь', 'Республика Беларусь'], ['Казахстан', 'Республика Казахстан'], ['Китай', 'Китайская Народная Республика'], ['Турция', 'Турецкая Республика']];
const rates = ['22', '20', '10', '7', '5', '0', 'Без НДС'];

/** Subjects with their characteristics, and the lists from which their values are taken. */
export const directoryHandlers: RouteHandlers = {
  'GET /content/v2/object/parent/all': () => {
    const parents = new Map(sandboxSubjects.map(({ parentID, parentName }) => [parentID, { id: parentID, name: parentName, isVisible: true }]));
    return content([...parents.values()]);
  },
  'GET /content/v2/object/all': ({ query }) => {
    const name = text(query.name).toLowerCase();
    const parent = text(query.parentID);
    const offset = Number(query.offset ?? 0);
    const found = sandboxSubjects.filter(({ subjectName, parentID }) => subjectName.toLowerCase().includes(name) && (parent === '' || parentID === Number(parent)));
    const page = found.slice(offset, offset + Math.min(Number(query.limit ?? 30), 1000));
    return content(page.map(({ subjectID, subjectName, parentID, parentName }) => ({ subjectID, parentID, subjectName, parentName })));
  },
  'GET /content/v2/object/charcs/{subjectId}': ({ path }) => {
    const subject = sandboxSubjects.find(({ subjectID }) => subjectID === Number(path.subjectId));
    const fixed = { popular: false, hasFilter: false, isVariable: false };
    return content((subject?.characteristics ?? []).map((row) => ({ ...fixed, ...row, subjectID: subject?.subjectID, subjectName: subject?.subjectName })));
  },
  'GET /content/v2/directory/colors': () => content(colours.map(([name, parentName]) => ({ name, parentName }))),
  'GET /content/v2/directory/kinds': () => content(['Мужской', 'Женский', 'Мальчики', 'Девочки', 'Детский']),
  'GET /content/v2/directory/countries': () => content(countries.map(([name, fullName], index) => ({ id: index + 1, name, fullName }))),
  'GET /content/v2/directory/seasons': () => content(['демисезон', 'зима', 'лето', 'круглогодичный']),
  'GET /content/v2/directory/vat': () => content(rates),
  'GET /content/v2/directory/tnved': ({ query }) => {
    const codes = ['6109100000', '8518300000', '4901990000'].filter((tnved) => tnved.startsWith(text(query.search)));
    return content(codes.map((tnved) => ({ tnved, isKiz: tnved.startsWith('61') })));
  },
  'GET /api/content/v1/brands': (_request, { state }) => {
    state.settle();
    const names = [...new Set([...state.cards.values()].map(({ brand }) => brand ?? '').filter((brand) => brand !== ''))];
    return json(200, { brands: names.map((name, index) => ({ id: index + 1, name, logoUrl: '' })), total: names.length });
  },
};

function text(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}
