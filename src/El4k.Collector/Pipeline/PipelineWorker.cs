using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Pipeline;

/// <summary>Takes groups from the intake, filters their events, decides on their outputs and hands them to the outbox in their order.</summary>
internal sealed class PipelineWorker(
    PipelineDefinition definition,
    GroupIntake intake,
    FilterRunner filters,
    OutputRouter router,
    IOutbox outbox,
    GroupOrder order,
    GroupEnd end,
    EventGroupPool pool,
    PluginLog log)
{
    /// <summary>Works until the queue is completed and empty.</summary>
    /// <param name="giveUp">The time to stop is over: nothing more is taken.</param>
    public async Task RunAsync(CancellationToken giveUp)
    {
        try
        {
            while (await intake.TakeAsync(giveUp).ConfigureAwait(false) is { } group)
            {
                Process(group);
            }
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            // The pipeline abandons what is left in the queue.
        }
    }

    /// <summary>Asks the filters for events that they hold, and waits until these are delivered or safe. What fails is logged, and the pipeline goes on.</summary>
    public async Task FlushAsync(FlushMode mode)
    {
        EventGroup group = pool.Rent();
        try
        {
            Filter(group, mode);
        }
        catch (Exception failure)
        {
            // The filters have let go of these events, and a repeat would send them through the same filters twice.
            log.Error($"{group.Events.Count} events that filters held could not be delivered and are lost.", failure);
            pool.Return(group);
            return;
        }

        if (!group.IsRouted)
        {
            pool.Return(group);
            return;
        }

        int count = group.Events.Count;
        var ended = new TaskCompletionSource<BatchOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        group.Ended = ended;
        group.Ticket = intake.NextTicket();
        order.Add(group);
        if (await ended.Task.ConfigureAwait(false) == BatchOutcome.Abandoned)
        {
            log.Error($"The time to stop is over: {count} events that filters held are abandoned.");
        }
    }

    private void Process(EventGroup group)
    {
        BatchOutcome outcome = BatchOutcome.Delivered;
        try
        {
            Filter(group, FlushMode.None);
            if (group.IsRouted)
            {
                order.Add(group);
                return;
            }
        }
        catch (Exception failure)
        {
            // Filters that throw are dealt with where they are called; this worker must outlive whatever else is wrong, also a lack of memory: all groups behind this one wait for its number.
            log.Error("A batch could not be processed.", failure);
            outcome = BatchOutcome.Abandoned;
        }

        order.Skip(group.Ticket);
        end.Complete(group, outcome);
    }

    private void Filter(EventGroup group, FlushMode mode)
    {
        filters.Run(definition.Filters, group.Events, mode);
        router.Route(group);
        outbox.Prepare(group);
    }
}
