package com.atomiton.events.test.soak;

import com.atomiton.events.ProcessRole;
import com.atomiton.events.test.soak.Ledger.Count;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One of the two roles: its processes, one after the other, and their ledgers. */
final class SoakedSide {

    private final ProcessRole role;
    private final Path socket;
    private final Path directory;
    private final List<Ledger> ledgers = new ArrayList<>();
    private SoakedChild child;

    /** With its first process. */
    SoakedSide(ProcessRole role, Path socket, Path directory) throws IOException {
        this.role = role;
        this.socket = socket;
        this.directory = directory;
        this.child = begin();
    }

    private SoakedChild begin() throws IOException {
        int life = ledgers.size();
        Path ledger = directory.resolve(role.label() + "-" + life + ".ledger");
        ledgers.add(Ledger.open(ledger));
        return SoakedChild.start(
                role, List.of(), SoakedProcess.class, role.label(), socket, directory.resolve("r"), ledger, life);
    }

    SoakedChild child() {
        return child;
    }

    void beginAnew() throws IOException {
        child = begin();
    }

    int lives() {
        return ledgers.size();
    }

    private List<List<Run>> received() {
        return ledgers.stream().map(Ledger::runs).toList();
    }

    long sum(Count count) {
        return ledgers.stream().mapToLong(ledger -> ledger.get(count)).sum();
    }

    /** What became of what the other side has sent. Both have come to rest. */
    Verdict judge(SoakedSide sender) {
        Ledger last = sender.ledgers.get(sender.ledgers.size() - 1);
        return Verdict.of(received(), sender.lives(), last.get(Count.EMITTED));
    }

    void close() throws InterruptedException {
        child.close();
    }
}
