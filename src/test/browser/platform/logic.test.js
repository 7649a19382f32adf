import {backOff} from '/platform/entity/back-off.js';
import {EventStream} from '/platform/entity/event-stream.js';
import {hiragana, postalCode, telephone} from '/platform/entity/kana.js';
import {keepInPlace} from '/platform/entity/list-keeping.js';
import {uuid7} from '/platform/entity/uuid7.js';
import {match} from '/platform/control/navigation.js';
import {ago, dateWithEra, elapsed, fromLocalInput, toLocalInput} from '/platform/control/times.js';
import {currentLanguage, t, textOfCode} from '/platform/control/messages.js';
import en from '/messages/en.js';
import ja from '/messages/ja.js';
import {equal, test} from '/test-modules/testing.js';

test('a UUID of version 7 begins with its time and keeps version and variant', () => {
  const id = uuid7(0x0123456789ab, bytes => bytes.fill(0xff));

  equal(id, '01234567-89ab-7fff-bfff-ffffffffffff');
});

test('UUIDs made later sort later and never repeat', () => {
  const ids = Array.from({length: 500}, (_, index) => uuid7(1_800_000_000_000 + index));

  equal([...ids].sort(), ids);
  equal(new Set(Array.from({length: 2000}, () => uuid7(1))).size, 2000);
});

test('an event comes out whole however the pieces fall', () => {
  const text = 'id: 7\nevent: note\ndata: {"a":\ndata: 1}\n\n';
  for (let cut = 0; cut <= text.length; cut++) {
    const stream = new EventStream();
    const events = [...stream.push(text.slice(0, cut)), ...stream.push(text.slice(cut))];

    equal(events, [{id: '7', name: 'note', data: '{"a":\n1}'}]);
  }
});

test('comments are no events, and the last id is remembered over a break', () => {
  const stream = new EventStream();
  equal(stream.push(': tsunagi\nretry: 2000\n\n'), []);
  stream.push('id: 41\nevent: note\ndata: {}\n\nid: 42\nevent: no');
  stream.reset();

  equal(stream.push('event: disaster\r\ndata: x\r\n\r\n'), [{id: '42', name: 'disaster', data: 'x'}]);
});

test('waiting doubles up to the ceiling and is spread over its range', () => {
  equal([0, 1, 2, 9, 400].map(attempt => backOff(attempt, {random: () => 1})), [500, 1000, 2000, 30000, 30000]);
  equal(backOff(9, {random: () => 0}), 250);
});

test('lines that are being read keep their place, gone ones stay, new ones wait', () => {
  const shown = keepInPlace([], [{id: 'a'}, {id: 'b'}], item => item.id, false).lines;
  const kept = keepInPlace(shown, [{id: 'c'}, {id: 'b', value: 2}], item => item.id, false);

  equal(kept, {lines: [{key: 'a', value: {id: 'a'}, gone: true}, {key: 'b', value: {id: 'b', value: 2}, gone: false}], waiting: 1});
  equal(keepInPlace(kept.lines, [{id: 'c'}], item => item.id, true).lines, [{key: 'c', value: {id: 'c'}, gone: false}]);
});

test('telephone numbers and postal codes are taken as people type them', () => {
  equal(['０２９７－２２－１２３４', '0297ー22ー1234', ' 0297 22-1234', '+81-297-22-1234'].map(telephone), ['0297-22-1234', '0297-22-1234', '029722-1234', '+81-297-22-1234']);
  equal(['〒３０３－００３４', '3030034', '303-0034', '303'].map(postalCode), ['303-0034', '303-0034', '303-0034', '303']);
});

test('katakana of any width is shown as hiragana', () => {
  equal([hiragana('タナカ ハナ'), hiragana('ﾀﾅｶ ﾊﾅ'), hiragana('マリア・シルバ')], ['たなか はな', 'たなか はな', 'まりあ・しるば']);
});

test('an address matches its page and gives its parts', () => {
  equal(match('/residents/{id}', '/residents/a%2Fb'), {id: 'a/b'});
  equal(match('/residents/{id}', '/residents'), undefined);
  equal(match('/disasters/{id}/roster', '/disasters/7/roster/'), {id: '7'});
});

test('age is told in words, the running clock in figures', () => {
  const now = Date.parse('2026-04-01T12:00:00+09:00');
  equal([0, 3, 59, 60, 1440].map(minutes => ago(new Date(now - minutes * 60_000).toISOString(), now)), ['たった今', '3分前', '59分前', '1時間前', '1日前']);
  equal(elapsed('2026-04-01T11:56:50+09:00', now), '0:03:10');
});

test('a pure date does not move by a day and has its era beside it', () => {
  equal(dateWithEra('1942-03-15'), '1942年3月15日（昭和17年）');
});

test('the end of an emergency mode is typed and sent in Japanese time', () => {
  equal(toLocalInput('2026-04-01T00:30:00Z'), '2026-04-01T09:30');
  equal(fromLocalInput('2026-04-01T09:30'), '2026-04-01T09:30:00+09:00');
});

test('every text exists in both languages with the same places to fill in', () => {
  const plain = catalogue => Object.keys(catalogue).filter(key => !key.includes('#')).sort();
  const places = text => [...text.matchAll(/\{\w+\}/g)].map(found => found[0]).sort();

  equal(plain(en), plain(ja));
  equal(plain(ja).filter(key => String(places(ja[key])) !== String(places(en[key]))), []);
});

test('texts are filled in, and an unknown code is shown as it came', () => {
  equal(currentLanguage(), 'ja');
  equal([t('network.unsent', {count: 3}), textOfCode('safety', 'safe'), textOfCode('safety', 'new-code')], ['未送信 3件', '無事', 'new-code']);
});
