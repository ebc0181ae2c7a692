using System.Buffers;
using System.Runtime.CompilerServices;

namespace El4k.Collector.Events;

/// <summary>Writes many small pieces into a buffer writer through one span of it, so that each costs a copy and not two interface calls.</summary>
/// <remarks>What is written is the writer's only after <see cref="Flush"/>, which ends or interrupts the use.</remarks>
internal ref struct SpanOutput(IBufferWriter<byte> output)
{
    // Asking for a little more than one piece keeps the number of requests small with writers that hand out just what is asked for.
    private const int LeastRoom = 256;

    private Span<byte> _span;
    private int _written;

    /// <summary>Writes a piece.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ReadOnlySpan<byte> piece)
    {
        if (piece.Length > _span.Length - _written)
        {
            MakeRoom(piece.Length);
        }

        piece.CopyTo(_span[_written..]);
        _written += piece.Length;
    }

    /// <summary>Room to write into; tell by <see cref="Advance"/> how much of it was used.</summary>
    public Span<byte> Room(int length)
    {
        if (length > _span.Length - _written)
        {
            MakeRoom(length);
        }

        return _span[_written..];
    }

    /// <summary>Keeps what was written into <see cref="Room"/>.</summary>
    public void Advance(int length) => _written += length;

    /// <summary>Hands what was written to the writer, which may then be used directly.</summary>
    public IBufferWriter<byte> Flush()
    {
        if (_written > 0)
        {
            output.Advance(_written);
        }

        _span = default;
        _written = 0;
        return output;
    }

    private void MakeRoom(int length) => _span = Flush().GetSpan(length + LeastRoom);
}
