using System.Text;

namespace El4k.Testing.Fuzzing;

/// <summary>Where a run is. One thread writes it, another reads it.</summary>
internal sealed class FuzzProgress(int seed)
{
    private volatile byte[] _input = [];
    private volatile int _round = -1;

    /// <summary>The round under way.</summary>
    public int Round => _round;

    public void Begin(int round, byte[] input)
    {
        _input = input;
        _round = round;
    }

    /// <summary>Seed, round and input, the latter as text and as a literal that gives the same bytes.</summary>
    public override string ToString() =>
        $"seed {seed}, round {_round}, input {Encoding.UTF8.GetString(_input)}\nas Base64: {Convert.ToBase64String(_input)}";
}
