namespace El4k.Client.Wire;

/// <summary>Names one record for good, so that a record sent twice can be stored once.</summary>
/// <remarks>A random number per process and a counter: unique without asking the system for randomness at each record.</remarks>
internal readonly record struct EventId(ulong Process, ulong Number)
{
    /// <summary>Appends it as <c>PROCESS-NUMBER</c>, sixteen hexadecimal digits and as many as the number needs.</summary>
    public void WriteTo(JsonBuffer json)
    {
        var space = json.Reserve(33);
        Process.TryFormat(space, out var process, "x16");
        space[process] = (byte)'-';
        Number.TryFormat(space[(process + 1)..], out var number, "x");
        json.Advance(process + 1 + number);
    }
}
