/** SHA-256 of the policy and of so many entries, as they must be on every machine. */
export const fingerprints: ReadonlyMap<number, string> = new Map([
  [100_000, '6fefc4d29629d56d5bfbed05e9d95cbf9bdbc84c227cadbc99e89f14a22b2dd3'],
  [300_000, '54f0ea3f8833bec54c1adf482ba1254713f0cd5f8a440676b50159febffe5a0d'],
  [1_000_000, '11aa79d6cff1951634b74d3f32695b53fb92b89bd8715ee5115860dad3ec33ac'],
]);
