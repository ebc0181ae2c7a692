using System.Globalization;

namespace El4k.Server.Options;

/// <summary>How long an index is kept; zero keeps it for ever. Prints as it is typed: <c>30d</c>.</summary>
internal readonly record struct RetentionTime(TimeSpan Time)
{
    public override string ToString() => Time switch
    {
        { Ticks: 0 } => "0",
        { TotalDays: var days } when days % 1 == 0 => days.ToString(CultureInfo.InvariantCulture) + "d",
        { TotalHours: var hours } when hours % 1 == 0 => hours.ToString(CultureInfo.InvariantCulture) + "h",
        { TotalMinutes: var minutes } when minutes % 1 == 0 => minutes.ToString(CultureInfo.InvariantCulture) + "m",
        var time => time.TotalSeconds.ToString(CultureInfo.InvariantCulture) + "s",
    };
}
