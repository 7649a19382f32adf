/** 通知. Where a notice leads, and who is told anything. */

/** Who gets notices: teams of what happens to their residents, the city and auditors of what needs a second look. */
export const TOLD_ROLES = ['care-manager', 'care-provider', 'hospital', 'city-disaster', 'auditor'];

/**
 * The page of the fact; an auditor looks at what was done, never at care.
 *
 * @param {{kind: string, about: string, caseId?: string, residentId?: string}} notice
 * @returns {{href: string, key: string}|undefined}
 */
export function wayOf({kind, about, caseId, residentId}, auditor = false) {
  const id = encodeURIComponent(about.split('/')[1] ?? '');
  if (kind === 'emergency-mode-unconfirmed') return auditor ? {href: `/disasters/${id}/disclosure`, key: 'disclosure.title'} : {href: `/disasters/${id}`, key: 'notices.toDisaster'};
  if (kind === 'break-glass' && auditor) return {href: '/audit/break-glass', key: 'glassReview.title'};
  if (auditor) return undefined;
  if (caseId) return {href: `/cases/${encodeURIComponent(caseId)}`, key: 'notices.toCase'};
  return residentId ? {href: `/residents/${encodeURIComponent(residentId)}`, key: 'notices.toResident'} : undefined;
}
