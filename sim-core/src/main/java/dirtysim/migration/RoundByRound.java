package dirtysim.migration;

/**
 * The simple rule: a round sends all that the last sync found, from the first page on, and a sync follows. When what a sync
 * leaves fits into the downtime limit at the link's bandwidth, or after so many rounds, the guest is stopped.
 */
final class RoundByRound implements ThreadRules {
    private final PreCopy migration;
    private final Sender sender;
    private final double limitBytes;
    private final int maxRounds;
    /** Made once, for it is passed with every chunk. */
    private final Runnable sent = this::send;

    /**
     * @param migration whose thread
     * @param sender sends
     * @param limitBytes what may be left when the guest is stopped
     * @param maxRounds rounds after which it is stopped all the same
     */
    RoundByRound(PreCopy migration, Sender sender, double limitBytes, int maxRounds) {
        this.migration = migration;
        this.sender = sender;
        this.limitBytes = limitBytes;
        this.maxRounds = maxRounds;
    }

    @Override
    public void begin() {
        send();
    }

    private void send() {
        if (!sender.send(Long.MAX_VALUE, sent)) {
            migration.sync(this::synced);
        }
    }

    private void synced() {
        sender.rewind();
        boolean fits = sender.wireBytes(migration.pagesLeft()) <= limitBytes;
        if (fits || migration.rounds().size() >= maxRounds) {
            migration.stopGuest(fits);
        } else {
            send();
        }
    }
}
