import type { SandboxReply } from '@occwo/core/sandbox';
import type { RouteHandlers } from './route-handlers.js';
import { content, contentError } from './replies.js';
import type { SandboxTag, SellerState } from './seller-state.js';

const limits = { tags: 15, name: 15 };

/** Labels that a seller puts on his cards. */
export const tagHandlers: RouteHandlers = {
  'GET /content/v2/tags': (_request, { state }) => content([...state.tags.values()]),
  'POST /content/v2/tag': ({ body }, { state, context }) => {
    const { name = '', color = 'D1CFD7' } = body as Partial<SandboxTag>;
    const problem = wrongName(name, state) ?? (state.tags.size >= limits.tags ? contentError(400, 'Исчерпан лимит на создание ярлыков', null) : undefined);
    if (problem) return problem;
    const tag = { id: state.nextId(), name, color };
    state.tags.set(tag.id, tag);
    context.effect('tag', String(tag.id), tag);
    return content(null);
  },
  // A tag that is not there is answered with 200 and the error inside, as at Wildberries.
  'PATCH /content/v2/tag/{id}': ({ path, body }, { state, context }) => {
    const tag = state.tags.get(Number(path.id));
    if (!tag) return contentError(200, 'Неправильный запрос', null);
    const changed = { ...tag, ...(body as Partial<SandboxTag>), id: tag.id };
    const problem = changed.name === tag.name ? undefined : wrongName(changed.name, state);
    if (problem) return problem;
    state.tags.set(tag.id, changed);
    context.effect('tag', String(tag.id), changed);
    return content(null);
  },
  'DELETE /content/v2/tag/{id}': ({ path }, { state, context }) => {
    if (!state.tags.delete(Number(path.id))) return contentError(200, 'Такого ярлыка не существует', null);
    context.effect('tag', path.id ?? '', null);
    return content(null);
  },
  'POST /content/v2/tag/nomenclature/link': ({ body }, { state, context }) => {
    const { nmID = 0, tagsIDs = [] } = body as { nmID?: number; tagsIDs?: readonly number[] };
    const card = state.card(nmID);
    if (!card) return contentError(400, 'Неправильный запрос', null);
    const tags = tagsIDs.flatMap((id) => state.tags.get(id) ?? []);
    if (tags.length < tagsIDs.length) return contentError(400, 'Такого ярлыка не существует', null);
    context.effect('card', card.vendorCode, state.putCard({ ...card, tags }));
    return content(null);
  },
};

function wrongName(name: string, { tags }: SellerState): SandboxReply | undefined {
  if (name === '' || [...name].length > limits.name) return contentError(400, 'Недопустимое значение наименования ярлыка', { description: 'Слишком длинное название ярлыка. Разрешено не более 15 символов' });
  return [...tags.values()].some((tag) => tag.name === name) ? contentError(400, 'Ярлык с таким именем уже существует', null) : undefined;
}
