import type { SandboxContext, SandboxReply } from '@occwo/core/sandbox';
import { content, contentError } from './replies.js';
import type { SellerState } from './seller-state.js';

const largestGroup = 30;

/** Joins cards to the group `targetIMT`, or takes each out into a group of its own when there is no target. */
export function regroup({ targetIMT, nmIDs = [] }: { readonly targetIMT?: number; readonly nmIDs?: readonly number[] }, state: SellerState, context: SandboxContext): SandboxReply {
  state.settle();
  const refuse = (text: string) => contentError(400, text, { error: text });
  const cards = nmIDs.flatMap((nmID) => state.card(nmID) ?? []);
  if (cards.length < nmIDs.length) return refuse('Указан несуществующий nmID карточки товара');
  if (nmIDs.length === 0 || nmIDs.length > largestGroup) return refuse('Неправильный формат запроса');
  if (targetIMT !== undefined) {
    const members = [...state.cards.values()].filter(({ imtID }) => imtID === targetIMT);
    const subject = members[0]?.subjectID;
    if (subject === undefined) return refuse('Указан несуществующий imt');
    if (cards.some(({ subjectID }) => subjectID !== subject)) return refuse('Объединение товаров с разными предметами невозможно');
    if (cards.every(({ imtID }) => imtID === targetIMT)) return refuse('Все карточки находятся в одной группе');
    const joining = cards.filter(({ imtID }) => imtID !== targetIMT).length;
    if (members.length + joining > largestGroup) return refuse('В группу можно объединить не больше 30 карточек. В результате запроса будет превышен лимит');
  }
  for (const card of cards) context.effect('card', card.vendorCode, state.putCard({ ...card, imtID: targetIMT ?? state.nextId() }));
  return content(null);
}
