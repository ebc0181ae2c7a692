using System.Text.Json.Serialization;

namespace El4k.Explorer.Time;

/// <summary>The width of a histogram's bars.</summary>
/// <param name="Text">As in an address: <c>10m</c>.</param>
/// <param name="Label">For people: <c>10 minutes</c>.</param>
/// <param name="Ms">Its length in milliseconds; nominal when <paramref name="Calendar"/>.</param>
/// <param name="Calendar">Whether bars follow the calendar and so may differ in length.</param>
/// <param name="Auto">Whether it was chosen here.</param>
public sealed record Interval(string Text, string Label, long Ms, bool Calendar, bool Auto)
{
    /// <summary>The parameter of <c>date_histogram</c>: name and value.</summary>
    [JsonIgnore]
    internal (string Name, string Value) Parameter => Calendar ? ("calendar_interval", Text) : ("fixed_interval", Text);
}
