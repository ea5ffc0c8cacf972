package dirtysim.bench;

import dirtysim.bench.sweep.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar on standard error, for someone who watches. */
final class ProgressLine implements Progress {
    private final ProgressBar bar;

    ProgressLine(int runs) {
        this("runs", runs);
    }

    ProgressLine(String what, int count) {
        bar = new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(count)
                .clearDisplayOnFinish()
                .build();
    }

    @Override
    public void step() {
        bar.step();
    }

    @Override
    public void close() {
        bar.close();
    }
}
