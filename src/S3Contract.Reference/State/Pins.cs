using System.Runtime.InteropServices;

namespace S3Contract.Reference.State;

/// <summary>The versions that the sides of every relation are taken to speak, whatever they write; <see cref="ContractVersion.Any"/> where that is told from what
/// they write.</summary>
/// <param name="Provider">The provider's.</param>
/// <param name="Requirer">The requirer's.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Pins(ContractVersion Provider, ContractVersion Requirer);
