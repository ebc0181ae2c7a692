namespace El4k.Client.Accounting;

/// <summary>The client's account of what it took, sent and lost. Any thread may add and read.</summary>
internal sealed class LossCounters
{
    /// <summary>The names on the wire, by the numbers of <see cref="ClientCounter"/>.</summary>
    public static readonly string[] Names =
    [
        "sent", "sent_bytes", "datagrams", "dropped_full", "dropped_size", "cut", "refused", "serialise_errors",
        "log_tcp", "log_stderr", "log_dropped", "resent", "reconnects",
    ];

    private readonly long[] _values = new long[Names.Length];

    public long this[ClientCounter counter] => Volatile.Read(ref _values[(int)counter]);

    public void Add(ClientCounter counter, long count = 1) => Interlocked.Add(ref _values[(int)counter], count);
}
