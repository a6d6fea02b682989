// @ts-check
/** The names of the cards of one round, and which of them lies on top. */
export class Round {
  /** @type {string[]} */
  names = [];
  at = 0;

  /** @param {string[]} names */
  begin(names) {
    this.names = [...names];
    this.at = 0;
  }

  /** @returns {string | undefined} none once the round is over */
  get top() {
    return this.names[this.at];
  }

  /**
   * On or back; behind the last comes the first.
   * @param {1 | -1} way
   */
  go(way) {
    const { length } = this.names;
    if (length) this.at = (this.at + way + length) % length;
  }

  /** @param {string} name @returns {boolean} whether it is in the round */
  find(name) {
    const at = this.names.indexOf(name);
    if (at >= 0) this.at = at;
    return at >= 0;
  }

  /**
   * The top card is answered: it leaves the round, or goes under the pile.
   * @param {boolean} known
   */
  answered(known) {
    const [name] = this.names.splice(this.at, 1);
    if (!known) this.names.push(name);
    if (this.at >= this.names.length) this.at = 0;
  }

  /** Every order is as likely (Fisher and Yates). */
  shuffle() {
    for (let i = this.names.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      [this.names[i], this.names[j]] = [this.names[j], this.names[i]];
    }
    this.at = 0;
  }
}
