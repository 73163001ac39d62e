package com.atomiton.events.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Main and some renderers of one contender, each a process of its own. */
public final class Group implements AutoCloseable {

    private final String contender;
    private final TemporaryDirectory directory;
    private final List<ChildJvm> all = new ArrayList<>();

    private Group(String contender, TemporaryDirectory directory) {
        this.contender = contender;
        this.directory = directory;
    }

    static Group start(Contender contender, int renderers) throws Exception {
        Group group = new Group(contender.name(), TemporaryDirectory.create());
        try {
            group.add(contender, Role.MAIN);
            for (int i = 0; i < renderers; i++) {
                group.add(contender, Role.RENDERER);
            }
            group.main().ask("await " + renderers);
            for (ChildJvm renderer : group.renderers()) {
                renderer.ask("await 1");
            }
            return group;
        } catch (Exception failed) {
            group.close();
            throw failed;
        }
    }

    private void add(Contender contender, Role role) throws Exception {
        Optional<List<String>> program = contender.program(role, directory.path());
        ChildJvm child = program.isPresent() ? ChildJvm.start(program.get()) : station(contender, role);
        all.add(child);
        child.answer();
    }

    private ChildJvm station(Contender contender, Role role) throws IOException {
        List<String> options = new ArrayList<>(List.of("-Xmx256m"));
        options.addAll(contender.jvmOptions());
        return ChildJvm.start(
                options,
                Station.class,
                contender.name(),
                role.name(),
                directory.path().toString());
    }

    /** Whose processes these are; the name of its row. */
    public String contender() {
        return contender;
    }

    /** The process that the others are connected to. */
    public ChildJvm main() {
        return all.get(0);
    }

    /** The others. */
    public List<ChildJvm> renderers() {
        return all.subList(1, all.size());
    }

    /** Main sends so many events of this size to all renderers. */
    public StreamResult streamDown(long events, int size) throws InterruptedException {
        return StreamResult.measure(main(), renderers(), events, size);
    }

    /** The first renderer sends so many events of this size to main. */
    public StreamResult streamUp(long events, int size) throws InterruptedException {
        return StreamResult.measure(renderers().get(0), List.of(main()), events, size);
    }

    /** The first renderer asks main so many times; p50, p99 and p99.9 in nanoseconds. */
    public double[] roundTrips(long count, int size) throws InterruptedException {
        return Numbers.of(renderers().get(0).ask("ask " + count + " " + size));
    }

    /** Kills the processes, which need not answer any more. */
    void kill() throws IOException {
        all.forEach(ChildJvm::kill);
        close();
    }

    /** Like {@link #roundTrips}, begun at a fixed rate; the times are from when each should have begun. */
    public double[] pacedRoundTrips(long count, int size, int perSecond) throws InterruptedException {
        return Numbers.of(renderers().get(0).ask("pace " + count + " " + size + " " + perSecond));
    }

    @Override
    public void close() throws IOException {
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).close();
        }
        directory.close();
    }
}
