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
      .map(contact => ({...contact, name: text(contact.name ?? ''), phone: telephone(contact.phone ?? '')}))
      .filter(contact => contact.name || contact.phone),
    address: {...form.address, ...(form.address.postalCode && {postalCode: postalCode(form.address.postalCode)}), text: text(form.address.text ?? '')},
  };
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

/** The changed members only: what is sent. @param {any} from @param {any} to */
export function changes(from, to) {
  return Object.fromEntries(EDITABLE.filter(name => !same(from[name], to[name])).map(name => [name, to[name]]));
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
  if (form.name.trim() === '') faults.push({field: 'name', message: 'errors.name'});
  return faults;
}
