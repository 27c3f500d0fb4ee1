import { createServer } from 'node:http';
import process from 'node:process';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { Telegraf } from 'telegraf';
import { QUEUE, type AnswerJob } from './answer-job.ts';

/** What most teams would write: telegraf's own webhook, and one job for each update. */
const [port, redisUrl, token, apiRoot, secretToken] = process.argv.slice(2);
const connection = new Redis(redisUrl ?? '', { maxRetriesPerRequest: null });
const queue = new Queue<AnswerJob>(QUEUE, { connection });
const bot = new Telegraf(token ?? '', { telegram: { apiRoot: apiRoot ?? '' } });

bot.on('callback_query', async (ctx) => {
  const { callbackQuery } = ctx;
  if (!('data' in callbackQuery)) return;
  const [question = '', score = ''] = callbackQuery.data.split(':');
  await queue.add(
    'answer',
    { chat: callbackQuery.from.id, question, score: Number(score) },
    { removeOnComplete: true },
  );
  await ctx.answerCbQuery();
});

const handle = await bot.createWebhook({
  domain: '127.0.0.1',
  path: '/webhooks/telegram',
  secret_token: secretToken ?? '',
});
createServer((request, response) => void handle(request, response)).listen(Number(port), '127.0.0.1', () => {
  process.send?.('ready');
});
