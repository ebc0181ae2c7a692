using System.Buffers;
using System.Globalization;

namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>Durations as the options of <c>file</c> take them: a number, or text such as <c>"2 weeks"</c>, <c>"90 min"</c>, <c>"500 ms"</c>.</summary>
internal static class FileDuration
{
    private static readonly SearchValues<char> Number = SearchValues.Create("0123456789.");

    private static readonly Dictionary<string, double> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["w"] = 604_800, ["week"] = 604_800, ["weeks"] = 604_800,
        ["d"] = 86_400, ["day"] = 86_400, ["days"] = 86_400,
        ["h"] = 3600, ["hour"] = 3600, ["hours"] = 3600,
        ["m"] = 60, ["min"] = 60, ["minute"] = 60, ["minutes"] = 60,
        ["s"] = 1, ["sec"] = 1, ["second"] = 1, ["seconds"] = 1,
        ["ms"] = 0.001, ["msec"] = 0.001, ["msecs"] = 0.001,
        ["us"] = 0.000_001, ["usec"] = 0.000_001, ["usecs"] = 0.000_001,
    };

    /// <summary>Reads a duration.</summary>
    /// <param name="option">The option, for errors.</param>
    /// <param name="text">What it says.</param>
    /// <param name="unitSeconds">How many seconds a number without a unit counts: 1, or 86,400 for days.</param>
    /// <exception cref="PluginOptionException">It is no duration, or not a positive one.</exception>
    public static TimeSpan Parse(string option, string text, double unitSeconds = 1)
    {
        var trimmed = text.AsSpan().Trim();
        var end = trimmed.IndexOfAnyExcept(Number);
        var number = end < 0 ? trimmed : trimmed[..end];
        var unit = end < 0 ? default : trimmed[end..].Trim();
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            || (unit.Length > 0 && !Units.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(unit, out unitSeconds)))
        {
            throw new PluginOptionException(option, $"\"{text}\" is no duration; write a number, or a number with a unit such as \"10 sec\", \"5 min\", \"2 days\"");
        }

        var seconds = value * unitSeconds;
        return seconds > 0 && seconds < TimeSpan.MaxValue.TotalSeconds / 2
            ? TimeSpan.FromSeconds(seconds)
            : throw new PluginOptionException(option, $"\"{text}\" is no duration that can be waited for; it must be more than 0");
    }
}
