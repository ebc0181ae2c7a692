using System.Globalization;
using System.Text;

namespace El4k.Testing.Fuzzing;

/// <summary>Feeds many made-up inputs to a check. An input that fails, or that takes for ever, is printed with the seed and the round that make it again.</summary>
/// <remarks>
/// With the environment variable <c>EL4K_TEST_LONG=1</c> a run has <see cref="LongFactor"/> times as many rounds; <c>EL4K_FUZZ_SEED</c> gives another seed
/// than the fixed one, which keeps every run of the usual tests the same.
/// </remarks>
public static class Fuzz
{
    /// <summary>How many times longer a long run is.</summary>
    public const int LongFactor = 200;

    private const int FixedSeed = 20261125;

    /// <summary>An input takes microseconds; what takes longer than this on the busiest machine does not end.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Runs the check on <paramref name="rounds"/> inputs, one after the other.</summary>
    /// <param name="rounds">The number of inputs in a usual run.</param>
    /// <param name="make">Makes an input; all chance comes from the argument.</param>
    /// <param name="check">Throws when the input shows a fault.</param>
    public static void Run(int rounds, Func<Random, byte[]> make, Action<byte[]> check)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("EL4K_FUZZ_SEED"), CultureInfo.InvariantCulture, out var given) ? given : FixedSeed;
        rounds *= Environment.GetEnvironmentVariable("EL4K_TEST_LONG") == "1" ? LongFactor : 1;
        var progress = new FuzzProgress(seed);
        var work = Task.Run(() =>
        {
            for (var round = 0; round < rounds; round++)
            {
                // Each round has chance of its own, so that one can be made again without those before it.
                var input = make(new Random(unchecked((seed * 31) + (round * 7919))));
                progress.Begin(round, input);
                Check(check, input, progress);
            }
        });
        WaitFor(work, progress);
    }

    /// <summary>As <see cref="Run(int, Func{Random, byte[]}, Action{byte[]})"/>, for checks of texts.</summary>
    public static void RunText(int rounds, Func<Random, byte[]> make, Action<string> check) =>
        Run(rounds, make, input => check(Encoding.UTF8.GetString(input)));

    private static void Check(Action<byte[]> check, byte[] input, FuzzProgress progress)
    {
        try
        {
            check(input);
        }
        catch (Exception fault)
        {
            throw new FuzzException($"{fault.GetType().Name}: {fault.Message}\n{progress}", fault);
        }
    }

    private static void WaitFor(Task work, FuzzProgress progress)
    {
        var last = -1;
        var waited = TimeSpan.Zero;
        var step = TimeSpan.FromMilliseconds(200);
        while (!work.IsCompleted)
        {
            ((IAsyncResult)work).AsyncWaitHandle.WaitOne(step);
            waited = progress.Round == last ? waited + step : TimeSpan.Zero;
            last = progress.Round;
            if (waited > Longest)
            {
                throw new TimeoutException($"No end after {Longest.TotalSeconds:F0} s: {progress}");
            }
        }

        work.GetAwaiter().GetResult();
    }
}
