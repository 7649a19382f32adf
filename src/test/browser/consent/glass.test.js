import {equal, test} from '/test-modules/testing.js';
import {clockOf, commandOf, flaws, formOf, secondsLeft} from '/consent/entity/glass.js';

const why = {reason: 'unconscious', text: '意識なし'};

test('what is known leads to the way of naming her', () => {
  equal(formOf().way, 'name');
  equal(formOf({deviceId: 'JS-0001'}).way, 'device');
  equal(formOf({residentId: 'r1'}).way, 'id');
  equal(formOf({word: 'タナカ'}).name, 'タナカ');
});

test('a person, a reason and words are always needed', () => {
  equal(flaws(formOf()), ['name', 'birthDate', 'reason', 'text']);
  equal(flaws({...formOf({deviceId: 'JS-0001'}), ...why}), []);
  equal(flaws({...formOf({deviceId: 'JS-0001'}), ...why, text: ' '}), ['text']);
});

test('only one way of naming is sent', () => {
  equal(commandOf({...formOf({word: ' 田中ハナ '}), birthDate: '1942-03-15', deviceId: 'JS-0001', ...why}), {name: '田中ハナ', birthDate: '1942-03-15', ...why});
  equal(commandOf({...formOf({residentId: 'r1', word: '田中'}), ...why}), {residentId: 'r1', ...why});
});

test('the minutes run down to nought and no further', () => {
  const now = Date.parse('2026-04-01T09:00:00Z');
  equal(secondsLeft('2026-04-01T10:00:00Z', now), 3600);
  equal(secondsLeft('2026-04-01T09:00:00.200Z', now), 1);
  equal(secondsLeft('2026-04-01T08:59:00Z', now), 0);
  equal([clockOf(3600), clockOf(63), clockOf(9)], ['60:00', '1:03', '0:09']);
});
