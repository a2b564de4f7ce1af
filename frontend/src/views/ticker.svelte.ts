/** One clock for every countdown on the screen: the local time, once a second. */

class Ticker {
  now = $state(Date.now());

  constructor() {
    setInterval(() => (this.now = Date.now()), 1000);
  }
}

export const ticker = new Ticker();
