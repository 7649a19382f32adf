import {changes, chosen, compare, editableOf, faults, fieldOf, same, tidied} from '/resident/entity/face-sheet-edit.js';
import {equal, test} from '/test-modules/testing.js';

const HANA = {
  id: '1',
  name: '田中 ハナ',
  phones: [{use: 'home', number: '0297-22-1234'}],
  address: {postalCode: '303-0034', text: '水海道宝町2-14'},
  careLevel: '23',
  contacts: [{id: 'c1', name: '高橋 和子', phone: '090-3333-4444', keyHolder: true, supporter: false}],
};
const edited = change => {
  const form = editableOf(HANA);
  change(form);
  return tidied(form);
};

test('only what was changed is sent', () => {
  equal(changes(editableOf(HANA), edited(form => (form.phones[0].number = '０２９７－２２－５５５５'))), {phones: [{use: 'home', number: '0297-22-5555'}]});
  equal(changes(editableOf(HANA), edited(() => {})), {});
});

test('an empty row of the form was never meant', () => {
  equal(same(editableOf(HANA), edited(form => form.phones.push({use: 'mobile', number: ' '}) && form.contacts.push({name: '', phone: ''}))), true);
});

test('a field both changed is left to the person, a field one changed is decided', () => {
  const mine = edited(form => ((form.phones[0].number = '0297-22-5555'), (form.kana = 'タナカ ハナ')));
  const theirs = edited(form => ((form.phones[0].number = '0297-22-7777'), (form.careLevel = '24')));

  equal(
    compare(editableOf(HANA), mine, theirs).map(row => [row.field, row.decided]),
    [['kana', 'mine'], ['phones', undefined], ['careLevel', 'theirs']],
  );
});

test('the same change by both is no question', () => {
  const both = edited(form => (form.careLevel = '24'));

  equal(compare(editableOf(HANA), both, structuredClone(both)), []);
});

test('the choice builds on what is saved and loses neither side', () => {
  const mine = edited(form => ((form.phones[0].number = '0297-22-5555'), (form.kana = 'タナカ ハナ')));
  const theirs = edited(form => ((form.phones[0].number = '0297-22-7777'), (form.careLevel = '24')));
  const rows = compare(editableOf(HANA), mine, theirs);
  const decided = chosen(theirs, rows, {phones: 'mine'});

  equal([decided.phones[0].number, decided.kana, decided.careLevel], ['0297-22-5555', 'タナカ ハナ', '24']);
  equal(changes(theirs, decided), {kana: 'タナカ ハナ', phones: mine.phones});
  equal(changes(theirs, chosen(theirs, rows, {phones: 'theirs', kana: 'theirs'})), {});
});

test('a number that is none is named with its field', () => {
  equal(faults(edited(form => ((form.phones[0].number = '12'), (form.address.postalCode = '30'), (form.name = ' ')))).map(fault => fault.field), ['phone-0', 'postalCode', 'name']);
  equal(faults(editableOf(HANA)), []);
});

test('what was emptied is sent as null, and an empty part of a contact is left out', () => {
  const base = editableOf({...HANA, kana: 'タナカ ハナ'});
  const form = tidied({...structuredClone(base), kana: '', address: {postalCode: '', text: '水海道宝町2-14'}, contacts: [{name: '木村', phone: '', relationship: ''}]});

  equal(changes(base, form), {kana: null, address: {postalCode: null, text: '水海道宝町2-14'}, contacts: [{name: '木村'}]});
});

test('a fault the server names by its path stands at its field', () => {
  equal(['phones[1].number', 'contacts[0].phone', 'address.text', 'address.postalCode', 'kana'].map(fieldOf), ['phone-1', 'contact-phone-0', 'address', 'postalCode', 'kana']);
});
