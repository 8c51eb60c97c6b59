package io.tuanzi.platform.sweep;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Wakes the sweeps through db-scheduler: one node per tick, any node. */
@Component
class SweepRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SweepRunner.class);
    private static final int ROUNDS = 100;

    private final DataSource dataSource;
    private final List<Sweep> sweeps;
    private @Nullable Scheduler scheduler;

    SweepRunner(DataSource dataSource, List<Sweep> sweeps) {
        this.dataSource = dataSource;
        this.sweeps = sweeps;
    }

    @Override
    public void start() {
        List<RecurringTask<?>> tasks = sweeps.stream().<RecurringTask<?>>map(this::task).toList();
        Scheduler started = Scheduler.create(dataSource)
                .tableName("platform.scheduled_tasks")
                .startTasks(tasks)
                .threads(4)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollingInterval(Duration.ofMillis(500))
                .shutdownMaxWait(Duration.ofSeconds(3))
                .heartbeatInterval(Duration.ofSeconds(5))
                .missedHeartbeatsLimit(4)
                .build();
        started.start();
        scheduler = started;
    }

    private RecurringTask<?> task(Sweep sweep) {
        return Tasks.recurring(sweep.name(), FixedDelay.of(sweep.every())).execute((instance, context) -> run(sweep));
    }

    /** Works until nothing is due, with an end so that one sweep cannot starve the others. */
    private static void run(Sweep sweep) {
        for (int round = 0; round < ROUNDS; round++) {
            try {
                if (sweep.sweep() == 0) {
                    return;
                }
            } catch (RuntimeException e) {
                LOG.warn("sweep {} failed, it will be woken again", sweep.name(), e);
                return;
            }
        }
    }

    @Override
    public void stop() {
        Scheduler running = scheduler;
        scheduler = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }
}
