import type { Role } from './role.ts';

/** English answers. Words that are also Vietnamese without marks ("so", "no", "but") stay on the careful side. */
export const ENGLISH: Readonly<Partial<Record<Role, string>>> = {
  great:
    'excellent, perfect, outstanding, amazing, wonderful, fantastic, superb, very good, very very good, very well, awesome',
  'great?': 'great, brilliant, love it, loved it, the best, best, five stars, top notch, couldnt be better',
  good: 'satisfied, pleased, satisfactory',
  'good-weak': 'fine',
  'good?': `good, happy, nice, helpful, friendly, polite, quick, fast, easy, efficient, like it, professional, kind,
    no complaints, no complaint, nothing to complain about, no problem, no problems, not bad at all, content`,
  mid: 'neutral, average, so so, neither satisfied nor dissatisfied, neither good nor bad, normal, medium',
  'mid?': 'acceptable, meh, alright, all right, moderate, mediocre, nothing special, no opinion, indifferent',
  bad: 'bad, poor, dissatisfied, unsatisfied, unhappy, disappointed, disappointing, displeased, unsatisfactory, not good',
  'bad?':
    'rude, unhelpful, annoyed, frustrated, frustrating, complicated, unacceptable, confusing, angry, upset, not ok',
  'bad-fact': 'slow, too long, too slow, late, difficult, hard',
  awful: 'terrible, horrible, awful, the worst, worst, horrendous',
  'awful?': 'disgusting, ridiculous, useless, pathetic, shit, crap, sucks, wtf',
  not: `not, no, never, isnt, wasnt, werent, arent, didnt, doesnt, dont, cant, cannot, couldnt, wouldnt, wont, aint, hardly, barely, havent, hasnt,
    nothing, nobody, none, far from, without, not very, not so, neither, not really, not that, not too, not quite, lack of`,
  very: 'very, extremely, really, highly, completely, totally, absolutely, super, truly, very very',
  fairly: 'fairly, quite, rather, pretty, reasonably, mostly, relatively, generally',
  slightly: 'slightly, a bit, a little, somewhat, kind of, kinda, a little bit',
  emphasis: 'at all, whatsoever',
  but: 'however, although, though, except, yet, despite, but',
  part: 'sometimes, partly, partially, half, or, depends, either',
  wish: 'should, could, would, hope, wish, need, if, must, improve, better',
  doubt: 'maybe, perhaps, probably, i guess, guess, seems, than, only',
  void: 'how, why, what, when, who, where, which, is it, dont know, do not know, not sure, yeah right',
  frame: 'give, choose, choice, number, answer',
  topic:
    'staff, service, officer, officers, clerk, people, papers, process, procedure, website, everything, experience, job, done, results, result, place, office, fee, fees',
  filler: `i, am, im, was, is, it is, it was, its, this, that, my, me, we, were, are, they, the, you, your, to, with, and, all, feel, felt, be, been,
    had, have, think, i think, overall, just, a, an, at, in, for, of course, myself, did, do it, their, her, his, he, she`,
  rarely: 'less than, hardly ever, rarely, never been, anything but',
  'very?': 'more than, could not be more, couldnt be more, cant be more',
  particle: 'yes, yeah, well, well done, please, sir, madam, hello',
};
