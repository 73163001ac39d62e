package com.atomiton.events.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.listener.CapturedLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractWorkTests {

    private final ContractWork work = new ContractWork();

    @Test
    void oneThatThrowsAnErrorDoesNotKeepTheOthersWaiting() {
        List<String> done = new ArrayList<>();
        try (CapturedLog log = CapturedLog.of(ContractWork.class)) {
            work.execute(Runnable::run, () -> {
                throw new StackOverflowError("on purpose");
            });
            work.execute(Runnable::run, () -> done.add("next"));

            assertThat(log.events()).hasSize(1);
        }
        assertThat(done).containsExactly("next");
        assertThat(work.waiting()).isZero();
    }
}
