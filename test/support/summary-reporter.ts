import process from 'node:process';
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';

/** Ends a run with the plain line `N passed, N failed`; an error outside any test counts as a failure. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const failed = tests.filter((test) => test.result().state === 'failed').length;
    const brokenModules = modules.filter(
      (module) => module.state() === 'failed' && [...module.children.allTests('failed')].length === 0,
    );
    const others = brokenModules.length + errors.length + (reason === 'interrupted' ? 1 : 0);
    setImmediate(() => process.stdout.write(`\n${passed} passed, ${failed + others} failed\n`));
  }
}
