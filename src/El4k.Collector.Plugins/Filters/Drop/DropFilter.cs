using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Drop;

/// <summary>Takes events out of the pipeline: all that reach it, or a share of them.</summary>
/// <remarks>A dropped event is acknowledged to its input: it counts as dealt with. An event that stays gets the common options.</remarks>
internal sealed class DropFilter : EventFilter
{
    private readonly double _percentage;
    private readonly Func<double> _random;

    internal DropFilter(DropOptions options, PluginContext context)
        : this(options, Random.Shared.NextDouble)
    {
    }

    /// <param name="options">The options.</param>
    /// <param name="random">Gives a number of at least 0 and less than 1; called from many threads.</param>
    /// <exception cref="PluginOptionException">The percentage is not between 0 and 100.</exception>
    internal DropFilter(DropOptions options, Func<double> random)
    {
        if (options.Percentage is not (>= 0 and <= 100))
        {
            throw new PluginOptionException("percentage", $"{options.Percentage} is not a percentage; it must be from 0 to 100");
        }

        _percentage = options.Percentage;
        _random = random;
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        if (_percentage >= 100 || _random() * 100 < _percentage)
        {
            target.Cancel();
        }

        return true;
    }
}
