/** 同意の状態. What the decisions of a resident come to, and what a new one needs; no network, no clock of its own. */

export const PURPOSES = ['notebook-sharing', 'roster-advance', 'evacuation-plan-advance', 'alarm-centre', 'family-view', 'wide-area'];
export const MOST_BYTES = 10 * 1024 * 1024;
export const SCANS = ['application/pdf', 'image/jpeg', 'image/png'];

/**
 * Where one decision stands on a day: given, limited, refused, withdrawn, not-yet or expired.
 *
 * @param {any} consent @param {string} today 2026-04-01
 */
export function standing(consent, today) {
  if (!consent) return 'none';
  if (consent.state !== 'given') return consent.state;
  if (consent.validFrom && consent.validFrom.slice(0, 10) > today) return 'not-yet';
  if (consent.validUntil && consent.validUntil.slice(0, 10) < today) return 'expired';
  return consent.onlyOrganisations?.length || consent.exceptOrganisations?.length || consent.onlyRelatives?.length ? 'limited' : 'given';
}

/**
 * For each purpose the decision that counts and those it took the place of. What supporters decided on their own part
 * of the plan stands beside the resident's.
 *
 * @param {any[]} consents newest first
 */
export function byPurpose(consents) {
  return PURPOSES.map(purpose => {
    const all = consents.filter(consent => consent.purpose === purpose);
    const own = all.filter(consent => !consent.supporterId);
    return {purpose, current: own[0], earlier: own.slice(1), supporters: all.filter(consent => consent.supporterId)};
  });
}

/** A form to begin with: blank, or what stands now when it is to be changed. @param {string} purpose @param {any} [current] */
export function formOf(purpose, current) {
  const only = current?.onlyOrganisations ?? [];
  const relatives = current?.onlyRelatives ?? [];
  const except = current?.exceptOrganisations ?? [];
  return {
    purpose,
    decision: 'given',
    givenBy: current?.givenBy === 'proxy' ? 'proxy' : 'person',
    proxyName: current?.proxyName ?? '',
    proxyRelation: current?.proxyRelation ?? '',
    supporterId: '',
    how: 'paper',
    decidedOn: '',
    validUntil: current?.validUntil?.slice(0, 10) ?? '',
    scope: only.length + relatives.length > 0 ? 'only' : except.length > 0 ? 'except' : 'all',
    organisations: only.length > 0 ? [...only] : [...except],
    relatives: [...relatives],
  };
}

/**
 * What is wrong with the form, field by field: the codes of the messages.
 *
 * @param {any} form @param {string} today @param {{type: string, size: number}} [scan]
 */
export function flaws(form, today, scan) {
  const found = [];
  const flaw = (field, code) => found.push({field, code});
  if (form.givenBy === 'proxy' && !form.proxyName.trim()) flaw('proxyName', 'proxyName');
  if (form.givenBy === 'proxy' && !form.proxyRelation.trim()) flaw('proxyRelation', 'proxyRelation');
  if (form.givenBy === 'supporter' && !form.supporterId) flaw('supporterId', 'supporterId');
  if (!form.decidedOn) flaw('decidedOn', 'decidedOn');
  else if (form.decidedOn > today) flaw('decidedOn', 'inTheFuture');
  if (form.validUntil && form.decidedOn && form.validUntil < form.decidedOn) flaw('validUntil', 'endsBefore');
  if (isForFamily(form.purpose) && form.scope === 'only' && form.relatives.length === 0) flaw('relatives', 'relatives');
  if (!isForFamily(form.purpose) && form.scope !== 'all' && form.organisations.length === 0) flaw('organisations', 'organisations');
  if (form.how === 'paper' && scan && !SCANS.includes(scan.type)) flaw('scan', 'scanType');
  else if (form.how === 'paper' && scan && scan.size > MOST_BYTES) flaw('scan', 'scanSize');
  return found;
}

/** Whether a purpose is about relatives, and not about organisations. */
export function isForFamily(purpose) {
  return purpose === 'family-view';
}

/** The form as the server takes it. */
export function commandOf(form) {
  const {purpose, decision, givenBy, how, decidedOn} = form;
  const family = isForFamily(purpose);
  return {
    purpose,
    decision,
    givenBy,
    how,
    decidedOn,
    ...(givenBy === 'proxy' && {proxy: {name: form.proxyName.trim(), relation: form.proxyRelation.trim()}}),
    ...(givenBy === 'supporter' && {supporterId: form.supporterId}),
    ...(form.validUntil && {validUntil: form.validUntil}),
    ...(!family && form.scope === 'only' && {onlyOrganisations: form.organisations}),
    ...(!family && form.scope === 'except' && {exceptOrganisations: form.organisations}),
    ...(family && form.scope === 'only' && {onlyRelatives: form.relatives}),
  };
}

/** Who may be asked for her own consent to the plan: whoever is marked as a supporter, and whom the plan waits for. */
export function supportersOf(contacts = [], awaited = []) {
  const marked = contacts.filter(contact => contact.supporter);
  return [...marked, ...awaited.filter(one => marked.every(contact => contact.id !== one.id))];
}
