/**
 * What happens to reports on their way, as pure functions. A report leaves the device only when the server names
 * its id as stored or duplicate; a refusal makes it 「要確認」 and nothing ever expires.
 *
 * @typedef {{id: string, disasterId: string, seq: number, fact: any, state: 'waiting'|'attention', problem?: any, subject?: any}} Item
 */

/** The next reports to send: of one disaster, oldest first, as many as the server takes. @param {Item[]} items */
export function nextBatch(items, most = 200) {
  const waiting = items.filter(item => item.state === 'waiting').sort((a, b) => a.seq - b.seq);
  return waiting.filter(item => item.disasterId === waiting[0]?.disasterId).slice(0, most);
}

/**
 * After an answer of 200: what goes and what needs a person. A report the answer does not name stays as it is.
 *
 * @param {Item[]} batch
 * @param {{id: string, outcome: string, problem?: any}[]} results
 * @returns {{remove: string[], keep: Item[]}}
 */
export function settled(batch, results) {
  const byId = new Map(results.map(result => [result.id, result]));
  const remove = [];
  const keep = [];
  for (const item of batch) {
    const result = byId.get(item.id);
    if (result?.outcome === 'stored' || result?.outcome === 'duplicate') remove.push(item.id);
    else if (result?.outcome === 'rejected' || result?.outcome === 'conflicting-id') {
      keep.push({...item, state: 'attention', problem: result.problem ?? {code: result.outcome}});
    }
  }
  return {remove, keep};
}

/**
 * What to do when the whole sending was refused.
 *
 * @param {number} status 0 without an answer
 * @param {number} size of the batch
 * @returns {'later'|'sign-in'|'one-by-one'|'attention'}
 */
export function afterRefusal(status, size) {
  if (status === 401) return 'sign-in';
  if (status === 0 || status === 408 || status === 425 || status === 429 || status >= 500) return 'later';
  // Something in it is not accepted: find out which, so that one bad report never holds up the others.
  return size > 1 ? 'one-by-one' : 'attention';
}
