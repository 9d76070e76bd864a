/** Who was a member at the start of a period and at its end. */
export interface MemberSets<Id extends string | number = string> {
  /** ids at the start */
  atStart: Iterable<Id>;
  /** ids at the end */
  atEnd: Iterable<Id>;
}

/** How sure the interval is. */
export interface LevelChoice {
  /** confidence, 0..1; 0.95 by default */
  level?: number;
}

/** Members of the start, of the end, and of both; a repeated id counts once. */
export function countKept<Id extends string | number>(
  members: MemberSets<Id>,
): { opening: number; closing: number; kept: number } {
  const atStart = new Set(members.atStart);
  const atEnd = new Set(members.atEnd);
  let kept = 0;
  for (const id of atStart) if (atEnd.has(id)) kept++;
  return { opening: atStart.size, closing: atEnd.size, kept };
}
