/* SPDX-License-Identifier: MIT
 * jianbao: compiles XML descriptions of a yearly briefing into print-ready PDF. */
int main(void)
{
  return 0;
}
