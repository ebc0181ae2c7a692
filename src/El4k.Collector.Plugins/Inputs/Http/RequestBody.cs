using System.Buffers;

namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>The bytes of one body, in pooled memory that grows with what arrives, not with what a header promises.</summary>
internal sealed class RequestBody(BodyMemory memory, long limit) : IDisposable
{
    private const int FirstBytes = 16 * 1024;

    private byte[] _bytes = [];

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    /// <summary>Reads a stream to its end.</summary>
    /// <returns>Whether all of it is there, or why not.</returns>
    /// <exception cref="InvalidDataException">The stream is packed and damaged.</exception>
    public async Task<BodyResult> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        while (true)
        {
            if (Length == _bytes.Length && !TryGrow())
            {
                return BodyResult.NoMemory;
            }

            var count = await stream.ReadAsync(_bytes.AsMemory(Length), cancellation).ConfigureAwait(false);
            if (count == 0)
            {
                return BodyResult.Whole;
            }

            Length += count;
            if (Length > limit)
            {
                return BodyResult.TooLong;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        memory.Release(_bytes.Length);
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }

    private bool TryGrow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBytes, _bytes.Length * 2));
        if (!memory.TryTake(larger.Length - _bytes.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }

        Span.CopyTo(larger);
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = larger;
        return true;
    }
}
