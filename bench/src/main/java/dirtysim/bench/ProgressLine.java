package dirtysim.bench;

import dirtysim.bench.sweep.Progress;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar on standard error, for someone who watches. */
final class ProgressLine implements Progress {
    private final ProgressBar bar;
    private long events;

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
    public synchronized void step(long more) {
        events += more;
        double seconds = bar.getTotalElapsed().toMillis() / 1e3;
        if (seconds > 0) {
            bar.setExtraMessage(String.format(Locale.ROOT, "%.1f M events/s", events / seconds / 1e6));
        }
        bar.step();
    }

    @Override
    public void close() {
        bar.close();
    }
}
