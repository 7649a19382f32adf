import {equal, test} from '/test-modules/testing.js';
import {confirmationOf, mayConfirm} from '/disaster/entity/emergency-mode.js';

const now = Date.parse('2026-09-10T09:00:00Z');
const mode = more => ({confirmation: 'pending', confirmBy: '2026-09-10T09:30:00Z', declaredBy: 'matsumoto', ...more});

test('a second signature is waited for, overdue after its time although nobody told, then given', () => {
  equal(confirmationOf(undefined, now), 'none');
  equal(confirmationOf(mode(), now), 'pending');
  equal(confirmationOf(mode({confirmBy: '2026-09-10T09:00:00Z'}), now), 'overdue');
  equal(confirmationOf(mode({confirmation: 'overdue'}), now), 'pending');
  equal(confirmationOf(mode({confirmation: 'confirmed', confirmedBy: 'abe'}), now), 'confirmed');
});

test('a second person of the city signs, never the one who declared it', () => {
  const disaster = {state: 'open', emergencyMode: mode()};
  equal(mayConfirm(disaster, 'abe', ['city-disaster'], now), true);
  equal(mayConfirm(disaster, 'matsumoto', ['city-disaster'], now), false);
  equal(mayConfirm(disaster, 'kato', ['fire-dispatch'], now), false);
  equal(mayConfirm({...disaster, state: 'closed'}, 'abe', ['city-disaster'], now), false);
});
