using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace El4k.Server.Roles;

/// <summary>Runs roles: starts them in order, says what listens where, waits for the signal, stops them in reverse order within a bound.</summary>
internal static class RoleHost
{
    /// <summary>From SIGINT or SIGTERM to the exit at most; orchestrators send SIGKILL after ten seconds or more.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(4.5);

    /// <summary>The exit code of a program that SIGINT has ended, as shells have it.</summary>
    private const int InterruptedExitCode = 130;

    private const int FailedExitCode = 1;

    /// <param name="farewell">Lines shown under the listeners, for example how to send a first event.</param>
    /// <param name="completion">Ends the run by itself: inputs that have an end. Null runs until the signal.</param>
    /// <returns>Exit code: 0, or 1 when a role could not start, or could not finish what it had.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<IRole> roles, Func<IReadOnlyList<string>> farewell, TimeProvider time, Func<Task>? completion, CancellationToken signal)
    {
        // The command line knows what a signal must wait for only once it has this task: it gets it before anything starts.
        await Task.Yield();
        var started = new List<IRole>();
        using var interrupt = EndAtSecondInterrupt();
        int code;
        bool isFinished;
        try
        {
            code = await RunAsync(roles, started, farewell, time, completion, signal).ConfigureAwait(false);
        }
        finally
        {
            // Also when it ends as nobody expects: what roles hold in memory still wants to be delivered.
            isFinished = await TryStopAsync(started, time).ConfigureAwait(false);
        }

        return isFinished ? code : FailedExitCode;
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<IRole> roles, List<IRole> started, Func<IReadOnlyList<string>> farewell, TimeProvider time, Func<Task>? completion, CancellationToken signal)
    {
        try
        {
            foreach (var role in roles)
            {
                started.Add(role);
                await role.StartAsync(signal).ConfigureAwait(false);
            }

            // A collector alone keeps stdout for the events of its outputs.
            Banner(roles.All(role => role is CollectRole or ApiRole or ApiSocket) ? Console.Error : Console.Out, roles, farewell(), time);
            await UntilSignalAsync(time, completion, signal).ConfigureAwait(false);
            return 0;
        }
        catch (RoleStartException e)
        {
            await Console.Error.WriteLineAsync("el4k: " + e.Message).ConfigureAwait(false);
            return FailedExitCode;
        }
        catch (OperationCanceledException) when (signal.IsCancellationRequested)
        {
            return 0;
        }
    }

    // The first one asks to drain; whoever asks again does not want to wait. Registered here, since of several handlers the latest is called first and the command line's waits for the drain.
    private static PosixSignalRegistration EndAtSecondInterrupt()
    {
        var interrupts = 0;
        return PosixSignalRegistration.Create(PosixSignal.SIGINT, _ =>
        {
            if (Interlocked.Increment(ref interrupts) > 1)
            {
                Console.Error.WriteLine("el4k: ended at the second interrupt; what was not delivered is not acknowledged");
                Environment.Exit(InterruptedExitCode);
            }
        });
    }

    private static async Task UntilSignalAsync(TimeProvider time, Func<Task>? completion, CancellationToken signal)
    {
        var forever = Task.Delay(Timeout.InfiniteTimeSpan, time, signal);
        var done = completion is null ? forever : await Task.WhenAny(forever, completion()).ConfigureAwait(false);
        await done.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (done != forever)
        {
            await done.ConfigureAwait(false);
        }
    }

    // Whether all of them finished what they had.
    private static async Task<bool> TryStopAsync(List<IRole> started, TimeProvider time)
    {
        var isFinished = true;
        using var giveUp = new CancellationTokenSource(DrainTime, time);
        started.Reverse();
        foreach (var role in started)
        {
            try
            {
                await role.StopAsync(giveUp.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                isFinished = false;
                await Console.Error.WriteLineAsync($"el4k: {role.GetType().Name} did not drain within {DrainTime.TotalSeconds} s").ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever a role fails with, those started before it are still stopped: the store is the last.
            catch (Exception e)
            {
                isFinished = false;
                await Console.Error.WriteLineAsync($"el4k: {role.GetType().Name} failed to stop: {e.Message}").ConfigureAwait(false);
            }

            try
            {
                await role.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception e)
#pragma warning restore CA1031
            {
                isFinished = false;
                await Console.Error.WriteLineAsync($"el4k: {role.GetType().Name} failed to close: {e.Message}").ConfigureAwait(false);
            }

            if (role.Unfinished is { } unfinished)
            {
                isFinished = false;
                await Console.Error.WriteLineAsync("el4k: " + unfinished).ConfigureAwait(false);
            }
        }

        return isFinished;
    }

    private static void Banner(TextWriter screen, IReadOnlyList<IRole> roles, IReadOnlyList<string> farewell, TimeProvider time)
    {
        var version = typeof(RoleHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        using var process = Process.GetCurrentProcess();
        var age = time.GetLocalNow() - process.StartTime;
        var listeners = roles.SelectMany(r => r.Listeners).ToArray();
        screen.WriteLine($"EL4K {version}");
        foreach (var listener in listeners)
        {
            screen.WriteLine($"  {listener.What.PadRight(10)} {listener.Where.PadRight(listeners.Max(l => l.Where.Length))}  {listener.Note}".TrimEnd());
        }

        foreach (var line in farewell)
        {
            screen.WriteLine(line);
        }

        // Last, so that whoever waits for it has read where everything listens.
        screen.WriteLine($"Ready {age.TotalSeconds:0.00} s after the start of the process. Ctrl+C drains and ends.");
    }
}
