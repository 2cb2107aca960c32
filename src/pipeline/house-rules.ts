import type { Database } from '../platform/database.ts';
import { type HousePolicy, loadHousePolicy } from '../review/house-policy.ts';
import { type Budget, createBudget } from './budget.ts';
import { createMemory, type Memory } from './memory.ts';

export interface HouseRules {
  housePolicy: HousePolicy;
  budget: Budget;
  memory: Memory;
}

/** The team's policy file and what it counts on: budgets over all workers, and what each case was asked before. */
export async function loadHouseRules(database: Pick<Database, 'pool'>, promptsDir: string): Promise<HouseRules> {
  const housePolicy = await loadHousePolicy(`${promptsDir}/policy.yaml`);
  return { housePolicy, budget: createBudget(database, housePolicy.budgets), memory: createMemory(database) };
}
