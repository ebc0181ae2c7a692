namespace El4k.Store.Search.Dates;

/// <summary>One way to write a date.</summary>
internal abstract class DateNotation
{
    public abstract bool TryRead(ReadOnlySpan<char> text, out DateFields fields);

    public abstract string Write(long utc, ZoneClock clock);
}
