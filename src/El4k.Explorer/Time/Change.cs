namespace El4k.Explorer.Time;

/// <summary>How much a number is above or below the one before.</summary>
internal static class Change
{
    /// <returns>0.5 for half as much again, null when there was nothing before.</returns>
    public static double? Of(double now, double before) => before == 0 ? null : Math.Round((now - before) / before, 6);
}
