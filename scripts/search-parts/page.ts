import type { Cost } from './measure.ts';
import type { Outcome } from './run.ts';

export function pageOf({ quality, p50Ms, p99Ms, answerability, misses }: Outcome): string {
  const lines = [
    `${quality.questions} judged questions`,
    `hit@1 ${share(quality.hit1)}   hit@5 ${share(quality.hit5)}   hit@10 ${share(quality.hit10)}`,
    `recall@5 ${share(quality.recall5)}   nDCG@10 ${share(quality.ndcg10)}   MRR ${share(quality.mrr)}`,
    `p50 ${p50Ms.toFixed(1)} ms   p99 ${p99Ms.toFixed(1)} ms`,
  ];
  if (answerability) {
    const { withAnswer, without, auroc, product, best } = answerability;
    lines.push(
      '',
      `Can the score tell? ${withAnswer} questions with an answer, ${without} without: AUROC ${share(auroc)}`,
      `the product's threshold ${costLine(product)}`,
      `the best for this file  ${costLine(best)}`,
    );
  }
  for (const { id, text, first } of misses)
    lines.push('', `missed ${id}: ${text.slice(0, 160).replaceAll('\n', ' ')}`, `  found ${first.join(', ')}`);
  return lines.join('\n');
}

function costLine({ threshold, answersWithheld, unanswerableLetThrough }: Cost): string {
  return `${threshold.toFixed(2)}: withholds ${percent(answersWithheld)} of the answers, lets ${percent(unanswerableLetThrough)} of the others through`;
}

function share(value: number): string {
  return value.toFixed(3);
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
