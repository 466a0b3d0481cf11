/** What each room gets when so much is poured into one after the other, as far as it holds. */
export function fillInOrder(available: bigint, rooms: readonly bigint[]): bigint[] {
  let left = available;
  return rooms.map((room) => {
    const poured = room < left ? room : left;
    left -= poured;
    return poured;
  });
}
