/** A number from 0 up to, but not including, 1. Spreads the retries of many tenants apart, and nothing else. */
export interface Chance {
  fraction(): number;
}

export const systemChance: Chance = { fraction: Math.random };
