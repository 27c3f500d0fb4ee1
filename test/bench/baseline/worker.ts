import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { PrismaPg } from '@prisma/adapter-pg';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { Telegram } from 'telegraf';
import { PrismaClient } from '../../../src/store/generated/client.ts';
import { QUEUE, type AnswerJob } from './answer-job.ts';

/** Generous: BullMQ does one at a time unless told. */
const CONCURRENCY = 20;

const [databaseUrl, redisUrl, token, apiRoot] = process.argv.slice(2);
const connection = new Redis(redisUrl ?? '', { maxRetriesPerRequest: null });
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl ?? '', max: CONCURRENCY }) });
const telegram = new Telegram(token ?? '', { apiRoot: apiRoot ?? '' });

const worker = new Worker<AnswerJob>(
  QUEUE,
  async ({ data: { chat, question, score } }) => {
    await prisma.response.create({
      data: {
        id: randomUUID(),
        surveyId: question,
        unitCode: String(chat),
        procedureCode: '1.001193',
        late: 'on-time',
        filedVia: 'counter',
        proof: 'phone',
        locale: 'vi',
        flagged: 'clear',
        disposition: 'finished',
        answers: { [question]: { value: score } },
        releasedOn: new Date(),
        completedMonth: new Date(),
      },
    });
    await telegram.sendMessage(chat, 'Câu tiếp theo: ông/bà hài lòng đến mức nào?', {
      reply_markup: {
        inline_keyboard: [1, 2, 3, 4, 5].map((value) => [
          { text: String(value), callback_data: `next:${String(value)}` },
        ]),
      },
    });
  },
  { connection, concurrency: CONCURRENCY },
);
await worker.waitUntilReady();
process.send?.('ready');
