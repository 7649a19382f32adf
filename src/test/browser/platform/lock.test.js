import {equal, test} from '/test-modules/testing.js';
import {deviceName} from '/platform/entity/device-name.js';
import {isExempt, isIdle, isToBeTold} from '/platform/entity/idle.js';

test('a screen locks after its minutes, and never where that is nought', () => {
  equal(isIdle(0, 10, 599_999), false);
  equal(isIdle(0, 10, 600_000), true);
  equal(isIdle(0, 0, 900_000_000), false);
});

test('the server is told of who touches the screen, twice a minute at most, and of a wall at once', () => {
  const told = {at: 100_000, wall: false};
  equal(isToBeTold({touchedAt: 129_999, wall: false}, told, 129_999), false);
  equal(isToBeTold({touchedAt: 100_001, wall: false}, told, 130_000), true);
  equal(isToBeTold({touchedAt: 99_000, wall: false}, told, 900_000), false);
  equal(isToBeTold({touchedAt: 99_000, wall: true}, told, 100_001), true);
});

test('walls stay open, and crews while a disaster is', () => {
  equal(isExempt({wall: true, field: false, openDisasters: 0}), true);
  equal(isExempt({wall: false, field: true, openDisasters: 1}), true);
  equal(isExempt({wall: false, field: true, openDisasters: 0}), false);
  equal(isExempt({wall: false, field: false, openDisasters: 1}), false);
});

test('a device is called what people call it', () => {
  equal(deviceName('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0'), 'Windows · Edge');
  equal(deviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1'), 'iPhone · Safari');
  equal(deviceName('curl/8'), '');
});
