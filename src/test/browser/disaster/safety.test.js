import {shownStatus, signalOf, standingFacts, unconfirmed} from '/disaster/entity/safety.js';
import {equal, test} from '/test-modules/testing.js';

const LINE = {safety: 'unconfirmed', facts: [{id: 'f1', superseded: true}, {id: 'f2', superseded: false}], lastFact: {at: '2026-04-01T10:00:00Z'}};
const mine = (seq, safety, state = 'waiting') => ({state, fact: {id: `m${seq}`, seq, safety, observedAt: `2026-04-01T11:00:0${seq}Z`}});

test('the newest report still on this device is what its maker sees, marked unsent', () => {
  equal(shownStatus(LINE, [mine(2, 'rescue-needed'), mine(1, 'safe')]), {
    safety: 'rescue-needed',
    whereabouts: undefined,
    conflict: false,
    at: '2026-04-01T11:00:02Z',
    unsent: true,
    attention: false,
  });
  equal(shownStatus(LINE, [mine(1, 'safe', 'attention')]).attention, true);
});

test('without one the derived status stands, contradiction included', () => {
  const status = shownStatus({...LINE, safety: 'safe', conflict: true});

  equal([status.safety, status.conflict, status.unsent, status.at], ['safe', true, false, '2026-04-01T10:00:00Z']);
});

test('somebody has to go for the unconfirmed, the faded, the unreachable and the contradictory', () => {
  equal(['unconfirmed', 'being-checked', 'recheck', 'unreachable', 'safe', 'rescue-needed', 'deceased', 'not-applicable'].map(safety => Boolean(unconfirmed({safety}))), [true, true, true, true, false, false, false, false]);
  equal(unconfirmed({safety: 'safe', conflict: true}), true);
});

test('a new report replaces those that stand on the screen, not those replaced before', () => {
  equal(standingFacts(LINE, [mine(1, 'safe')]), ['f2', 'm1']);
});

test('a status this browser does not know is shown as unknown, never as good', () => {
  equal(signalOf('new-status'), 'unknown');
});
