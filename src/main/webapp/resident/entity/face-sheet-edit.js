import {postalCode, telephone} from '/platform/entity/kana.js';

/** What may be edited on a face sheet, each decided on its own when two people changed it. */
export const EDITABLE = ['name', 'kana', 'phones', 'address', 'careLevel', 'careLevelSince', 'livingArrangement', 'contacts'];

const EMPTY = {name: '', kana: '', phones: [], address: {}, careLevel: '', careLevelSince: '', livingArrangement: '', contacts: []};

/** The editable part of a face sheet, as the form holds it. @param {any} sheet */
export function editableOf(sheet) {
  return Object.fromEntries(EDITABLE.map(name => [name, structuredClone(sheet[name] ?? EMPTY[name])]));
}

/** What was typed, in the spelling the record keeps; empty rows were never meant. @param {any} form */
export function tidied(form) {
  const text = value => (typeof value === 'string' ? value.trim() : value);
  return {
    ...Object.fromEntries(EDITABLE.map(name => [name, text(form[name] ?? EMPTY[name])])),
    phones: form.phones.map(phone => ({...phone, number: telephone(phone.number)})).filter(phone => phone.number),
    contacts: form.contacts
      .map(contact => said({...contact, name: text(contact.name ?? ''), relationship: text(contact.relationship ?? ''), phone: telephone(contact.phone ?? '')}))
      .filter(contact => contact.name || contact.phone),
    address: {...form.address, ...(form.address.postalCode && {postalCode: postalCode(form.address.postalCode)}), text: text(form.address.text ?? '')},
  };
}

/** Without the members left empty: absent says nothing, an empty text would be a fault. */
function said(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== ''));
}

/** Equal in what is said, whatever the order of members or an absent member. */
export function same(left, right) {
  return canonical(left) === canonical(right);
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value && typeof value === 'object') {
    const said = Object.entries(value).filter(([, member]) => member !== undefined && member !== null && member !== '' && member !== false);
    return `{${said.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => `${name}:${canonical(member)}`)}}`;
  }
  return JSON.stringify(value ?? '');
}

/** The changed members only, as a merge patch: what was emptied is null. @param {any} from @param {any} to */
export function changes(from, to) {
  const changed = EDITABLE.filter(name => !same(from[name], to[name]));
  return Object.fromEntries(changed.map(name => [name, name === 'address' ? emptied(to[name]) : to[name] === '' ? null : to[name]]));
}

function emptied(object) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, value === '' ? null : value]));
}

/**
 * Both versions side by side, field by field: the base both started from, mine, and the one saved in between.
 *
 * @typedef {{field: string, base: any, mine: any, theirs: any, decided: 'mine'|'theirs'|undefined}} Row
 * @returns {Row[]} the fields in which anybody changed anything; decided where only one of the two did
 */
export function compare(base, mine, theirs) {
  return EDITABLE.flatMap(field => {
    const byMe = !same(base[field], mine[field]);
    const byThem = !same(base[field], theirs[field]);
    if ((!byMe && !byThem) || same(mine[field], theirs[field])) return [];
    const decided = byMe && byThem ? undefined : byMe ? 'mine' : 'theirs';
    return [{field, base: base[field], mine: mine[field], theirs: theirs[field], decided}];
  });
}

/** What the record should say after the choice. @param {any} theirs @param {Row[]} rows @param {Record<string, string>} choice */
export function chosen(theirs, rows, choice) {
  const result = structuredClone(theirs);
  for (const row of rows) if ((choice[row.field] ?? row.decided) === 'mine') result[row.field] = row.mine;
  return result;
}

/** Where on the form a fault stands that the server names by its path. @param {string} path */
export function fieldOf(path) {
  const [, list, index, member] = /^(phones|contacts)\[(\d+)\](?:\.(\w+))?/.exec(path) ?? [];
  if (list === 'phones') return `phone-${index}`;
  if (list === 'contacts') return `contact-${member ?? 'name'}-${index}`;
  return path === 'address.text' ? 'address' : path.replace(/^address\./, '');
}

/** What is wrong with the form before it is sent; keys of messages. @param {any} form */
export function faults(form) {
  const faults = [];
  form.phones.forEach((phone, index) => {
    const number = telephone(phone.number);
    if (phone.number && !/^\+?[\d-]{9,16}$/.test(number)) faults.push({field: `phone-${index}`, message: 'errors.phone'});
  });
  if (form.address.postalCode && !/^\d{3}-\d{4}$/.test(postalCode(form.address.postalCode))) {
    faults.push({field: 'postalCode', message: 'errors.postalCode'});
  }
  form.contacts.forEach((contact, index) => {
    if (!contact.name?.trim() && contact.phone) faults.push({field: `contact-name-${index}`, message: 'errors.contactName'});
  });
  if (form.name.trim() === '') faults.push({field: 'name', message: 'errors.name'});
  return faults;
}
