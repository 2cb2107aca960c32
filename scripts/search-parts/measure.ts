/** What one question found, best first, each article once. */
export interface Ranking {
  id: string;
  articles: readonly string[];
  grades: ReadonlyMap<string, number>;
}

export interface Quality {
  questions: number;
  hit1: number;
  hit5: number;
  hit10: number;
  recall5: number;
  ndcg10: number;
  mrr: number;
}

/** Pure: means over the questions that have an answer in the knowledge. */
export function qualityOf(rankings: readonly Ranking[]): Quality {
  const mean = (measure: (ranking: Ranking) => number): number =>
    rankings.length === 0 ? 0 : rankings.reduce((sum, ranking) => sum + measure(ranking), 0) / rankings.length;
  return {
    questions: rankings.length,
    hit1: mean((ranking) => hit(ranking, 1)),
    hit5: mean((ranking) => hit(ranking, 5)),
    hit10: mean((ranking) => hit(ranking, 10)),
    recall5: mean((ranking) => found(ranking, 5) / ranking.grades.size),
    ndcg10: mean(ndcg10),
    mrr: mean((ranking) => 1 / (ranking.articles.findIndex((id) => ranking.grades.has(id)) + 1 || Infinity)),
  };
}

function hit(ranking: Ranking, depth: number): number {
  return found(ranking, depth) > 0 ? 1 : 0;
}

function found({ articles, grades }: Ranking, depth: number): number {
  return articles.slice(0, depth).filter((id) => grades.has(id)).length;
}

/** Linear gain, as trec_eval counts it. */
function ndcg10({ articles, grades }: Ranking): number {
  const gain = (values: readonly number[]): number =>
    values.slice(0, 10).reduce((sum, grade, index) => sum + grade / Math.log2(index + 2), 0);
  const best = gain([...grades.values()].sort((a, b) => b - a));
  return best === 0 ? 0 : gain(articles.map((id) => grades.get(id) ?? 0)) / best;
}

/** Pure: how often a question with an answer scores above one without; half for a tie. */
export function auroc(withAnswer: readonly number[], without: readonly number[]): number {
  let above = 0;
  for (const one of withAnswer)
    for (const other of without) {
      if (one > other) above += 1;
      else if (one === other) above += 0.5;
    }
  return above / (withAnswer.length * without.length);
}

/** What a threshold costs: answers that it withholds, and unanswerable questions that it lets through. */
export interface Cost {
  threshold: number;
  answersWithheld: number;
  unanswerableLetThrough: number;
}

export function costOf(threshold: number, withAnswer: readonly number[], without: readonly number[]): Cost {
  return {
    threshold,
    answersWithheld: withAnswer.filter((score) => score < threshold).length / withAnswer.length,
    unanswerableLetThrough: without.filter((score) => score >= threshold).length / without.length,
  };
}

/** The threshold with the smallest sum of both costs. */
export function bestCost(withAnswer: readonly number[], without: readonly number[]): Cost {
  const costs = [...new Set([...withAnswer, ...without])].map((score) => costOf(score, withAnswer, without));
  const total = (cost: Cost): number => cost.answersWithheld + cost.unanswerableLetThrough;
  return costs.reduce((best, cost) => (total(cost) < total(best) ? cost : best), costOf(0, withAnswer, without));
}
