/** Counts running work, so that a stop can wait for it. Bolt's own stop only closes its ears. */
export class InFlight {
  #running = 0;
  #stopping = false;
  #idle: (() => void)[] = [];

  get stopping(): boolean {
    return this.#stopping;
  }

  async track<T>(work: () => Promise<T>): Promise<T> {
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      if (this.#running === 0) for (const resolve of this.#idle.splice(0)) resolve();
    }
  }

  /** Takes nothing new from now on, and resolves when what runs has ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#running > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }
}
