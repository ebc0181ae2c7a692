using System.Globalization;

namespace El4k.Collector.Events;

/// <summary>A JSON number that neither <see cref="long"/> nor <see cref="double"/> holds exactly; its text is kept and encoded unchanged.</summary>
/// <param name="Text">The number as JSON wrote it.</param>
public sealed record BigNumber(string Text)
{
    /// <summary>The nearest double; infinite when the number is out of its range.</summary>
    public double ToDouble() => double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
