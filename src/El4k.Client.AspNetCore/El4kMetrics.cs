using El4k.Client.AspNetCore.Requests;

namespace El4k.Client.AspNetCore;

/// <summary>What the code that serves a request adds to the request's metric.</summary>
/// <remarks>
/// Take it as a parameter or by constructor (it is a scoped service), or from <see cref="Current"/> where neither is at hand.
/// Outside of a request everything may be called and nothing is sent. Any thread: a request may time parallel calls.
/// </remarks>
public sealed class El4kMetrics
{
    private static readonly AsyncLocal<El4kMetrics?> Ambient = new();

    private readonly TimeProvider _time;
    private RequestAdditions? _additions; // Made when the endpoint first adds something: most requests add nothing or little.

    internal El4kMetrics(TimeProvider time) => _time = time;

    /// <summary>The metrics of the request being served, or null outside of one.</summary>
    public static El4kMetrics? Current
    {
        get => Ambient.Value;
        internal set => Ambient.Value = value;
    }

    /// <summary>Measures a piece of work until the answer is disposed; adds <c>NAME_ms</c> and <c>NAME_calls</c>, summed over the request.</summary>
    /// <param name="name">What is measured; the reports know <c>db</c>.</param>
    /// <returns>A running timer.</returns>
    /// <example><code>using var db = apm.Time("db");</code></example>
    public El4kTimer Time(string name) => new(this, name, _time.GetTimestamp());

    /// <summary>Adds work that was measured elsewhere to <c>NAME_ms</c> and <c>NAME_calls</c>.</summary>
    /// <param name="name">What was measured.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Add(string name, TimeSpan elapsed) => Additions().Add(name, elapsed);

    /// <summary>Sets a text field of the request's metric, such as <c>report</c>; a later value takes the place of an earlier one.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="value">The text; null leaves the field out.</param>
    public void Set(string name, string? value) => Additions().Set(new El4kField(name, value));

    /// <summary>Sets a whole-number field of the request's metric.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="value">The number.</param>
    public void Set(string name, long value) => Additions().Set(new El4kField(name, value));

    /// <summary>Sets a floating-point field of the request's metric.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="value">The number.</param>
    public void Set(string name, double value) => Additions().Set(new El4kField(name, value));

    /// <summary>Sets a true-or-false field of the request's metric.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="value">The value.</param>
    public void Set(string name, bool value) => Additions().Set(new El4kField(name, value));

    internal void Stop(string name, long started) => Add(name, _time.GetElapsedTime(started));

    /// <summary>Copies everything that was added, as far as there is room.</summary>
    /// <returns>How many fields were copied.</returns>
    internal int CopyTo(Span<El4kField> target) => Volatile.Read(ref _additions)?.CopyTo(target) ?? 0;

    private RequestAdditions Additions() =>
        Volatile.Read(ref _additions) ?? Interlocked.CompareExchange(ref _additions, new RequestAdditions(), null) ?? _additions;
}
